import { useState } from 'react';

const key = 'sidetone.welcomed';

/** Whether this person has chosen a way on from the welcome page before; kept in this window's own storage. */
export function useWelcomed(): readonly [boolean, () => void] {
  const [welcomed, setWelcomed] = useState(() => localStorage.getItem(key) !== null);
  const welcome = (): void => {
    localStorage.setItem(key, 'yes');
    setWelcomed(true);
  };
  return [welcomed, welcome];
}
