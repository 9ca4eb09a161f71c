import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from '../i18n/words.ts';
import './message.css';
import './state-mark.css';

interface MessageProps {
  readonly tone: 'info' | 'warning' | 'problem';
  readonly children: ReactNode;
  /** Read out when it appears. Leave out for what has always stood there. */
  readonly live?: boolean;
  readonly onDismiss?: () => void;
}

const looks = {
  info: { icon: Info, tone: undefined },
  warning: { icon: TriangleAlert, tone: 'ringing' },
  problem: { icon: CircleAlert, tone: 'missed' },
} as const;

/** A sentence that the person should see, where it belongs. */
export function Message({ tone, children, live = false, onDismiss }: MessageProps) {
  const { icon: Icon, tone: colour } = looks[tone];
  const role = live ? (tone === 'problem' ? 'alert' : 'status') : undefined;
  return (
    <div className="message" data-tone={colour} role={role}>
      <Icon aria-hidden />
      <div className="message-text" dir="auto">
        {children}
      </div>
      {onDismiss === undefined ? null : (
        <button type="button" className="message-dismiss" aria-label={words.notices.dismiss} onClick={onDismiss}>
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}
