const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('onCall', (listener) => {
  ipcRenderer.on('call', (_event, call) => listener(call));
});
