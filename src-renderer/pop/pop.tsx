import { createRoot } from 'react-dom/client';
import { setPageLanguage } from '../i18n/words.ts';
import { createStateStore } from '../state.ts';
import { PopStack } from './pop-stack.tsx';

setPageLanguage();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<PopStack store={createStateStore(window.sidetone)} />);
