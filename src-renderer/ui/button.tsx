import type { LucideIcon } from 'lucide-react';
import { type Ref, useId } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';
import './button.css';

interface ButtonProps {
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Shows the icon alone; the label is then the name and the tooltip. */
  readonly iconOnly?: boolean;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  /** Why it cannot be done now. The button stays reachable, says so, and does nothing. Empty: it can be done. */
  readonly why?: string;
  /** A request is on its way: a second press does nothing. */
  readonly pending?: boolean;
  readonly type?: 'button' | 'submit';
  readonly expanded?: boolean;
  readonly onPress?: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with a word, an icon or both. One that cannot be pressed says why, to the eye and to a screen reader. */
export function Button(props: ButtonProps) {
  const { label, icon: Icon, iconOnly = false, kind = 'plain', why = '', pending = false, type = 'button' } = props;
  const reason = useId();
  const button = (
    <button
      ref={props.ref}
      type={type}
      className="button"
      data-kind={kind}
      data-icon-only={iconOnly || undefined}
      aria-label={iconOnly ? label : undefined}
      aria-disabled={why !== '' || pending || undefined}
      aria-busy={pending || undefined}
      aria-describedby={why === '' ? undefined : reason}
      aria-expanded={props.expanded}
      onClick={(event) => {
        if (why === '' && !pending) props.onPress?.();
        else event.preventDefault();
      }}
    >
      {Icon === undefined ? null : <Icon aria-hidden />}
      {iconOnly ? null : label}
    </button>
  );
  const tip = why === '' && iconOnly ? label : why;
  if (tip === '') return button;
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Focusable>{button}</Focusable>
      <Tooltip className="tooltip" offset={6}>
        {tip}
      </Tooltip>
      {why === '' ? null : (
        <span id={reason} hidden>
          {why}
        </span>
      )}
    </TooltipTrigger>
  );
}
