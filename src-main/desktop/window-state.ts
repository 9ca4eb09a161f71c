import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

/** What the main window remembers between two starts. */
export interface WindowState {
  readonly bounds: Rectangle | null;
  /** The user has been told that closing the window leaves Sidetone running. */
  readonly toldOfClosing: boolean;
}

const INITIAL: WindowState = { bounds: null, toldOfClosing: false };

const shape = z.object({
  bounds: z
    .object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() })
    .nullable(),
  toldOfClosing: z.boolean(),
});

/** The state of the last run; the initial one where there is none that can be read. */
export function readWindowState(file: string): WindowState {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return INITIAL; // A window's position is not worth a message.
  }
}

/** Where it cannot be written (a full disk), the last one stays. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // As above.
  }
}

/**
 * Where a window goes that was at `bounds` when the displays may have been others: as it was, as far as it fits into the display
 * that shows most of it; `null` (let the system choose) where no display shows enough of it to take hold of.
 *
 * @param workAreas the displays' work areas, in device independent pixels
 */
export function placeWithin(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle | null {
  const [best] = workAreas
    .map((area) => ({ area, shown: overlap(bounds, area) }))
    .toSorted((one, other) => other.shown - one.shown);
  if (!best || best.shown === 0) return null;
  const { area } = best;
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  return {
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/** The side of the smallest piece of a window that a person can find and drag. */
const GRIP = 40;

/** The area of `one` that `other` shows; 0 where it is less than a grip. */
function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width >= GRIP && height >= GRIP ? width * height : 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
