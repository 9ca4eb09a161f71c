import type { LucideIcon } from 'lucide-react';
import './rows.css';

interface EmptyProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

/** A place where there is nothing yet: says what will be here and how it gets here. */
export function Empty({ icon: Icon, title, text }: EmptyProps) {
  return (
    <div className="empty">
      <Icon aria-hidden />
      <p className="empty-title">{title}</p>
      <p className="quiet">{text}</p>
    </div>
  );
}
