import type { Rectangle } from 'electron';

export const POP_WIDTH = 380;
/** Between the pop and the edges of the screen. */
const MARGIN = 12;

/** The bottom right corner of a work area; never higher than the area. */
export function placePop(area: Rectangle, wanted: number): Rectangle {
  const height = Math.min(wanted, area.height - 2 * MARGIN);
  return {
    x: area.x + area.width - POP_WIDTH - MARGIN,
    y: area.y + area.height - height - MARGIN,
    width: POP_WIDTH,
    height,
  };
}
