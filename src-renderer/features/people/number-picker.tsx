import { type LucideIcon, X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react';
import type { PersonView } from '../../../src-main/bridge/contract.ts';
import { findTargets, type Target } from './find-people.ts';
import { words } from '../../i18n/words.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { PresenceDot } from '../../ui/state-mark.tsx';
import './number-picker.css';

interface NumberPickerProps {
  readonly label: string;
  readonly placeholder: string;
  /** Stands in the field, and before a typed number. */
  readonly fieldIcon: LucideIcon;
  readonly numberIcon: LucideIcon;
  readonly people: readonly PersonView[];
  /** How a typed number is offered: `Call 1002`, `Transfer to 1002`. */
  readonly numberText: (number: string) => string;
  /** A shortcut to show while the field is empty. */
  readonly keys?: string;
  /** Why nothing can be picked now; empty when it can. Enter then tells it by `onRefused`. */
  readonly why: string;
  readonly flow?: 'over' | 'inline';
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onTyped?: () => void;
  readonly onRefused: (why: string) => void;
  /** True empties the field. */
  readonly onPick: (number: string, name: string | null) => Promise<boolean>;
  readonly onEscape?: () => void;
}

/**
 * Type a number or a name, pick by arrow keys or pointer, Enter takes the marked one: the first, unless moved.
 *
 * ARIA's combobox with a list, written out here because Enter must take what is typed at once, however fast it follows the last digit.
 */
export function NumberPicker({ inputRef, ...props }: NumberPickerProps) {
  const { why, fieldIcon: FieldIcon } = props;
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  /** The key of the target that the arrow keys or the pointer went to; else the first is marked. */
  const [marked, setMarked] = useState<string | null>(null);
  /** A second Enter while the first is on its way places no second call. */
  const picking = useRef(false);
  const listId = useId();
  const targets = text.trim() === '' ? [] : findTargets(props.people, text);
  const index = Math.max(
    0,
    targets.findIndex(({ key }) => key === marked),
  );
  const shown = open && text.trim() !== '';

  const markedId = shown && targets.length > 0 ? `${listId}-${index}` : undefined;

  useEffect(() => {
    if (markedId !== undefined) document.getElementById(markedId)?.scrollIntoView?.({ block: 'nearest' });
  }, [markedId]);

  const mark = (at: number): void => setMarked(targets[at]?.key ?? null);
  const type = (next: string): void => {
    setText(next);
    setMarked(null);
    setOpen(true);
    props.onTyped?.();
  };
  const pick = async (target: Target | undefined): Promise<void> => {
    if (target === undefined || picking.current) return;
    if (why !== '') {
      props.onRefused(why);
      return;
    }
    picking.current = true;
    setOpen(false);
    const picked = await props.onPick(target.number, target.person?.name ?? null);
    picking.current = false;
    if (picked) setText('');
    else setOpen(true);
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const last = targets.length - 1;
    if (event.key === 'Enter') void pick(targets[index]);
    else if (event.key === 'ArrowDown' && !shown) setOpen(true);
    else if (event.key === 'ArrowDown') mark(index >= last ? 0 : index + 1);
    else if (event.key === 'ArrowUp' && shown) mark(index <= 0 ? last : index - 1);
    else if (event.key === 'Escape') {
      if (text !== '') type('');
      else props.onEscape?.();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="picker">
      <div className="picker-field">
        <FieldIcon aria-hidden />
        <input
          ref={inputRef}
          role="combobox"
          type="text"
          aria-label={props.label}
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={markedId}
          placeholder={props.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          dir="auto"
          value={text}
          onChange={(event) => type(event.target.value)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={keyDown}
        />
        {text === '' ? (
          props.keys === undefined ? null : (
            <kbd className="picker-keys" aria-hidden="true">
              {props.keys}
            </kbd>
          )
        ) : (
          <Button label={words.dial.clear} icon={X} iconOnly kind="quiet" onPress={() => type('')} />
        )}
      </div>
      {shown ? (
        <div className="picker-list" data-flow={props.flow ?? 'over'}>
          {targets.length === 0 ? (
            <p className="picker-note" role="status">
              {words.dial.nobody}
            </p>
          ) : null}
          <div id={listId} role="listbox" aria-label={words.dial.matches}>
            {targets.map((target, at) => (
              <Option
                key={target.key}
                id={`${listId}-${at}`}
                target={target}
                marked={at === index}
                refused={why !== ''}
                numberText={props.numberText}
                icon={props.numberIcon}
                onMark={() => mark(at)}
                onPick={() => void pick(target)}
              />
            ))}
          </div>
          {why === '' ? null : <p className="picker-note">{why}</p>}
        </div>
      ) : null}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly target: Target;
  readonly marked: boolean;
  readonly refused: boolean;
  readonly numberText: (number: string) => string;
  readonly icon: LucideIcon;
  readonly onMark: () => void;
  readonly onPick: () => void;
}

function Option({ id, target, marked, refused, numberText, icon: Icon, onMark, onPick }: OptionProps) {
  const { person, number } = target;
  return (
    // The input keeps the focus and has the keys; aria-activedescendant names this option.
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      className="picker-option"
      aria-selected={marked}
      aria-disabled={refused || undefined}
      onPointerMove={onMark}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {person === null ? (
        <span className="picker-option-icon">
          <Icon aria-hidden />
        </span>
      ) : (
        <Avatar name={person.name} />
      )}
      <span className="one-line">
        <span className="picker-option-name" dir="auto">
          {person?.name ?? numberText(number)}
        </span>
        {person === null ? null : (
          <span className="picker-option-detail quiet number one-line">
            <bdi>{number}</bdi>
            {person.organisation === null ? null : (
              <>
                {' · '}
                <bdi>{person.organisation}</bdi>
              </>
            )}
          </span>
        )}
      </span>
      {person === null ? null : (
        <span className="presence">
          <PresenceDot presence={person.presence} />
          <span className="presence-word">{words.presence[person.presence]}</span>
        </span>
      )}
    </button>
  );
}
