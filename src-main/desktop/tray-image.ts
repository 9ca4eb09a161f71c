import { type NativeImage, nativeImage } from 'electron';

/** The mark's colour, visible on light and on dark panels. */
const COLOUR = { red: 0x1f, green: 0x9d, blue: 0x72 };

/** The side of the icon in device independent pixels. */
const SIDE = process.platform === 'darwin' ? 18 : 22;

/** Sidetone's mark, drawn for the tray at the usual scales: a voice, and itself played back. */
export function trayImage(): NativeImage {
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2, 3]) {
    const side = SIDE * scaleFactor;
    image.addRepresentation({ scaleFactor, width: side, height: side, buffer: draw(side) });
  }
  // macOS colours a template to suit its menu bar.
  if (process.platform === 'darwin') image.setTemplateImage(true);
  return image;
}

/** A dot and two arcs around it that open to the right, as premultiplied BGRA. */
function draw(side: number): Buffer {
  const pixels = Buffer.alloc(side * side * 4);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const alpha = coverage((x + 0.5) / side, (y + 0.5) / side, side);
      const at = (y * side + x) * 4;
      pixels[at] = COLOUR.blue * alpha;
      pixels[at + 1] = COLOUR.green * alpha;
      pixels[at + 2] = COLOUR.red * alpha;
      pixels[at + 3] = 255 * alpha;
    }
  }
  return pixels;
}

/** How much of the pixel at (x, y) in the unit square the mark covers, 0 to 1, with an edge one pixel soft. */
function coverage(x: number, y: number, side: number): number {
  const [dx, dy] = [x - 0.3, y - 0.5];
  const radius = Math.hypot(dx, dy);
  const beside = Math.abs(dy) - dx; // Below 0 in the quarter that opens to the right.
  const dot = radius - 0.14;
  const arcs = [0.34, 0.54].map((middle) => Math.max(Math.abs(radius - middle) - 0.06, beside * Math.SQRT1_2));
  return Math.min(Math.max(0.5 - Math.min(dot, ...arcs) * side, 0), 1);
}
