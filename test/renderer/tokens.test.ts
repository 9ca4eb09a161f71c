import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src-renderer/ui/tokens.css', 'utf8');
const colours = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\(\s*#([\da-f]{6}),\s*#([\da-f]{6})\s*\)/giu)].map(
    ([, name, light, dark]) => [name, { light: light ?? '', dark: dark ?? '' }],
  ),
);

/** WCAG 2.2's relative luminance of `rrggbb`. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: 'light' | 'dark', one: string, other: string): number {
  const [a, b] = [one, other].map((name) => luminance(colours.get(name)?.[theme] ?? ''));
  const [high, low] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)];
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['ground', 'surface', 'raised', 'hover'];
const states = ['ringing', 'up', 'held', 'parked', 'missed', 'idle'];
/** Every text colour with every ground that it is put on. */
const texts: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => [
    ['text', ground] as const,
    ['text-quiet', ground] as const,
    ['missed-text', ground] as const,
  ]),
  ['accent-text', 'accent'],
  ['accent-text', 'accent-hover'],
  ['accent-on-tint', 'accent-tint'],
  ['text', 'pressed'],
  ['danger-text', 'danger'],
  ['danger-text', 'danger-hover'],
  ['ground', 'text'],
  ['text', 'ringing-tint'],
  ['text-quiet', 'ringing-tint'],
  ...states.map((state) => [`${state}-text`, `${state}-tint`] as const),
];
/** Shapes and edges that carry meaning. */
const shapes: readonly (readonly [string, string])[] = [
  ...states.flatMap((state) => [[state, 'surface'] as const, [state, 'ground'] as const]),
  ...grounds.slice(0, 3).flatMap((ground) => [['line-strong', ground] as const, ['accent', ground] as const]),
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(texts)('%s on %s reads at 4.5:1', (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('%s on %s is seen at 3:1', (shape, ground) => {
    expect(contrast(theme, shape, ground)).toBeGreaterThanOrEqual(3);
  });
});

describe('motion', () => {
  it('lasts under 150 ms, and is none where none is wanted', () => {
    const times = [...css.matchAll(/--quick:\s*(\d+)ms/gu)].map(([, time]) => Number(time));
    expect(times).toHaveLength(2);
    expect(times[0]).toBeLessThan(150);
    expect(times[1]).toBe(0);
  });
});
