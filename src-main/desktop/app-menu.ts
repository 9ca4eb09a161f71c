import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** The application's menu: Quit and the usual editing keys, on every desktop, with and without a tray. */
export function setApplicationMenu({
  openMain,
  openSettings,
}: {
  openMain: () => void;
  openSettings: () => void;
}): void {
  const application: MenuItemConstructorOptions = {
    label: 'Sidetone',
    submenu: [
      { label: 'Open Sidetone', accelerator: 'CmdOrCtrl+O', click: openMain },
      { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: openSettings },
      { type: 'separator' },
      ...(process.platform === 'darwin' ? macItems : []),
      { label: 'Quit Sidetone', accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : developerItems),
    ],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([application, { role: 'editMenu' }, view, { role: 'windowMenu' }]));
}

const macItems: readonly MenuItemConstructorOptions[] = [
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  { type: 'separator' },
];

const developerItems: readonly MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
];
