import { connect } from 'node:net';
import path from 'node:path';
import { app, BrowserWindow, screen } from 'electron';

/**
 * What Sidetone's pop is measured against: the least that shows the same text in a window of the same kind on the same bytes. No
 * framework, no model, no state: it looks for the deciding event of a ringing call, and for that channel's end.
 */

const SIZE = { width: 380, height: 148 };
const here = import.meta.dirname;

app
  .whenReady()
  .then(start)
  .catch(() => app.exit(1));

async function start() {
  const window = new BrowserWindow({
    ...SIZE,
    show: false,
    frame: false,
    resizable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    focusable: false,
    webPreferences: {
      preload: path.join(here, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      backgroundThrottling: false,
    },
  });
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  await window.loadFile(path.join(here, 'pop.html'));
  listen(window);
}

/** @param {BrowserWindow} window */
function listen(window) {
  const socket = connect({ host: '127.0.0.1', port: Number(process.env.BARE_PORT) });
  socket.setNoDelay(true);
  socket.setEncoding('utf8');
  socket.write(`Action: Login\r\nUsername: ${process.env.BARE_USERNAME}\r\nSecret: ${process.env.BARE_SECRET}\r\n\r\n`);
  let rest = '';
  socket.on('data', (/** @type {string} */ chunk) => {
    const packets = (rest + chunk).split('\r\n\r\n');
    rest = packets.pop() ?? '';
    for (const packet of packets) take(packet, window);
  });
  socket.on('close', () => app.quit());
}

/** @param {string} packet @param {BrowserWindow} window */
function take(packet, window) {
  if (!packet.includes('\r\nChannel: PJSIP/1001-')) return;
  if (packet.startsWith('Event: Newstate') && packet.includes('\r\nChannelStateDesc: Ringing')) {
    window.webContents.send('call', {
      name: field(packet, 'ConnectedLineName'),
      number: field(packet, 'ConnectedLineNum'),
    });
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    window.setBounds({
      x: workArea.x + workArea.width - SIZE.width - 12,
      y: workArea.y + workArea.height - SIZE.height - 12,
      ...SIZE,
    });
    window.showInactive();
  } else if (packet.startsWith('Event: Hangup\r\n')) {
    window.webContents.send('call', null);
    window.hide();
  }
}

/** @param {string} packet @param {string} key */
function field(packet, key) {
  return (
    packet
      .split('\r\n')
      .find((line) => line.startsWith(`${key}: `))
      ?.slice(key.length + 2) ?? ''
  );
}
