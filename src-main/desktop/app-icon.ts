import { type NativeImage, nativeImage } from 'electron';
import large from '../../build/resources/icons/256x256.png?inline';
import small from '../../build/resources/icons/24x24.png?inline';
import smallDense from '../../build/resources/icons/48x48.png?inline';

/** For the window and the task bar, where the system does not take it from the installed application. */
export function windowIcon(): NativeImage {
  return nativeImage.createFromDataURL(large);
}

/** For the tray, at the usual scales. */
export function trayIcon(): NativeImage {
  const image = nativeImage.createFromDataURL(small);
  image.addRepresentation({ scaleFactor: 2, dataURL: smallDense });
  return image;
}
