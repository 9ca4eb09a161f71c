import { net, powerMonitor } from 'electron';

/** How often the network's state is looked at, in milliseconds; Electron has no event for it in its main process. */
const INTERVAL = 2000;

/** Calls `resumed` when the computer wakes up or the network comes back. Returns the function that ends it. */
export function watchWakeUps(resumed: () => void): () => void {
  let online = net.isOnline();
  const timer = setInterval(() => {
    const before = online;
    online = net.isOnline();
    if (online && !before) resumed();
  }, INTERVAL);
  powerMonitor.on('resume', resumed);
  return () => {
    clearInterval(timer);
    powerMonitor.off('resume', resumed);
  };
}
