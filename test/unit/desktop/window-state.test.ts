import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placePop } from '../../../src-main/desktop/pop-place.ts';
import { placeWithin, readWindowState, writeWindowState } from '../../../src-main/desktop/window-state.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1040 };
const SECOND = { x: 1920, y: 0, width: 1280, height: 1000 };

describe('the main window’s position', () => {
  it('is as it was where it still fits', () => {
    const bounds = { x: 2000, y: 100, width: 420, height: 760 };
    expect(placeWithin(bounds, [SCREEN, SECOND])).toEqual(bounds);
  });

  it('is moved and shrunk into the display that shows most of it', () => {
    expect(placeWithin({ x: 1700, y: 800, width: 420, height: 760 }, [SCREEN])).toEqual({
      x: 1500,
      y: 280,
      width: 420,
      height: 760,
    });
    expect(placeWithin({ x: -50, y: -20, width: 4000, height: 3000 }, [SCREEN])).toEqual(SCREEN);
  });

  it('is left to the system where its display has gone', () => {
    expect(placeWithin({ x: 2000, y: 100, width: 420, height: 760 }, [SCREEN])).toBeNull();
    expect(placeWithin({ x: 1915, y: 100, width: 420, height: 760 }, [SCREEN])).toBeNull();
    expect(placeWithin({ x: 0, y: 0, width: 420, height: 760 }, [])).toBeNull();
  });

  it('is remembered, and forgotten without a word when the file is damaged', () => {
    const file = join(temporaryFolder(), 'window.json');
    const state = { bounds: { x: 1, y: 2, width: 400, height: 700 }, toldOfClosing: true };
    expect(readWindowState(file).bounds).toBeNull();
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
    for (const damaged of ['{"bounds":', '[]', '{"bounds":{"x":"1"},"toldOfClosing":true}']) {
      writeFileSync(file, damaged);
      expect(readWindowState(file)).toEqual({ bounds: null, toldOfClosing: false });
    }
  });

  it('that cannot be kept is no fault', () => {
    const file = join(temporaryFolder(), 'no folder', 'window.json');
    writeWindowState(file, { bounds: null, toldOfClosing: true });
    expect(readWindowState(file).toldOfClosing).toBe(false);
  });
});

describe('the pop’s position', () => {
  it('is the bottom right corner of the work area', () => {
    expect(placePop(SECOND, 150)).toEqual({ x: 2808, y: 838, width: 380, height: 150 });
  });

  it('is never higher than the work area', () => {
    const placed = placePop(SCREEN, 5000);
    expect(placed.y).toBeGreaterThanOrEqual(SCREEN.y);
    expect(placed.y + placed.height).toBeLessThanOrEqual(SCREEN.height);
  });
});
