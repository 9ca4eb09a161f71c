import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setPageLanguage } from '../i18n/words.ts';
import { createStateStore } from '../state.ts';
import { MainWindow } from './main-window.tsx';

setPageLanguage();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MainWindow store={createStateStore(window.sidetone)} />
  </StrictMode>,
);
