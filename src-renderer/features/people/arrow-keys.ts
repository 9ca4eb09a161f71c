import type { KeyboardEvent } from 'react';

/** Up, Down, Home and End move the focus among a list's rows, each of which has one button marked `data-row-action`. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const actions = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-action] button')];
  const at = actions.findIndex((action) => action === document.activeElement);
  if (at < 0) return;
  const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: actions.length - 1 }[event.key];
  const action = goal === undefined ? undefined : actions[goal];
  if (action === undefined) return;
  event.preventDefault();
  action.focus();
}
