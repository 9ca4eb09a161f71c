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
  /** One of many in a list: the browser's own tooltip, which costs nothing until it is shown. */
  readonly inList?: boolean;
  readonly onPress?: () => void;
  /** Pressed although it cannot be done: the place to show `why` for good. */
  readonly onRefused?: (why: string) => void;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button with a word, an icon or both. One that cannot be pressed says why, to the eye and to a screen reader. */
export function Button({ ref, ...props }: ButtonProps) {
  const {
    label,
    icon: Icon,
    iconOnly = false,
    kind = 'plain',
    why = '',
    pending = false,
    type = 'button',
    inList = false,
  } = props;
  const reason = useId();
  const tip = why === '' && iconOnly ? label : why;
  const button = (
    <button
      ref={ref}
      type={type}
      className="button"
      data-kind={kind}
      data-icon-only={iconOnly || undefined}
      aria-label={iconOnly ? label : undefined}
      aria-disabled={why !== '' || pending || undefined}
      aria-busy={pending || undefined}
      aria-describedby={why === '' || inList ? undefined : reason}
      title={inList ? tip : undefined}
      aria-expanded={props.expanded}
      onClick={(event) => {
        if (why === '' && !pending) props.onPress?.();
        else {
          event.preventDefault();
          if (why !== '') props.onRefused?.(why);
        }
      }}
    >
      {Icon === undefined ? null : <Icon aria-hidden />}
      {iconOnly ? null : label}
    </button>
  );
  if (tip === '' || inList) return button;
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
