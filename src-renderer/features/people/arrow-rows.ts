import { type RefObject, useEffect, useRef } from 'react';

/** Up, Down, Home and End move the focus among a list's rows, each of which has one button inside `data-row-action`. */
export function useArrowRows(): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const rows = list.current;
    rows?.addEventListener('keydown', moveByArrows);
    return () => rows?.removeEventListener('keydown', moveByArrows);
  }, []);
  return list;
}

function moveByArrows(this: HTMLElement, event: KeyboardEvent): void {
  const actions = [...this.querySelectorAll<HTMLElement>('[data-row-action] button')];
  const at = actions.findIndex((action) => action === document.activeElement);
  if (at < 0) return;
  const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: actions.length - 1 }[event.key];
  const action = goal === undefined ? undefined : actions[goal];
  if (action === undefined) return;
  event.preventDefault();
  action.focus();
}
