/** What a native notification says and offers. Title and body are plain text, and may be what a stranger chose. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  /** Must be seen now, and stays until it is answered: a call that rings. */
  readonly urgent: boolean;
  /** Buttons, where the desktop can show them. `name` is what comes back. */
  readonly actions: readonly { readonly name: string; readonly label: string }[];
}

/** What became of a notification. Nothing is fire-and-forget: where it failed, the reason is logged and Settings can say it. */
export interface NoticeOutcome {
  readonly status: 'shown' | 'failed';
  /** Why it failed, or what of it could not be had; empty when all went well. */
  readonly reason: string;
  /** The button that was pressed; `default` is a click on the notification itself; `null` when it just went. */
  readonly action: string | null;
  /** Whether this desktop showed its buttons. */
  readonly buttons: boolean;
}

export interface ShownNotice {
  /** Resolves once the notification is gone, or could not be shown. Never rejects. */
  readonly outcome: Promise<NoticeOutcome>;
  /** Takes it back from the screen. */
  withdraw(): void;
}

export interface Notifier {
  show(notice: Notice): ShownNotice;
}

/** A body as the Desktop Notifications Specification has it on Linux: a server may read it as markup. The summary is plain text. */
export function asMarkup(body: string): string {
  return body.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
