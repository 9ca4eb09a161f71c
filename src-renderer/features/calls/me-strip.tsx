import { FlaskConical, Lock, LockOpen, Pencil, RotateCw } from 'lucide-react';
import type { AccountView, ConnectionView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';
import { PresenceDot } from '../../ui/state-mark.tsx';
import { TimeLeft } from '../../ui/timer.tsx';
import { useAction } from '../../use-action.ts';
import './me-strip.css';

interface MeStripProps {
  readonly account: AccountView;
  /** With several connections: whether this one is called from, and how to choose it. */
  readonly choice: { readonly chosen: boolean; readonly choose: () => void } | null;
  readonly onEdit: () => void;
}

/** My phone on one PBX: what it does, and whether Sidetone is connected, in words. */
export function MeStrip({ account, choice, onEdit }: MeStripProps) {
  const { me, connection } = account;
  const action = useAction();
  const troubled = connection.phase === 'waiting' || connection.phase === 'refused' || connection.phase === 'stopped';
  return (
    <section className="me" aria-label={`${words.me.strip}: ${account.label}`}>
      <div className="me-line">
        {choice === null ? null : (
          <input
            type="radio"
            name="call-from"
            className="me-choice"
            aria-label={words.me.dialsFrom(account.label)}
            checked={choice.chosen}
            onChange={choice.choose}
          />
        )}
        <div className="me-who">
          <PresenceDot presence={me.presence} />
          <span className="one-line">
            <span className="number">{me.extension}</span>{' '}
            <bdi className="me-name" title={me.name ?? undefined}>
              {me.name}
            </bdi>
            {choice === null ? null : (
              <span className="quiet">
                {' · '}
                <bdi>{account.label}</bdi>
              </span>
            )}
          </span>
        </div>
        <Labels demo={account.demo} connection={connection} />
      </div>
      <div className="me-line">
        <p className="me-connection quiet" role="status" dir="auto">
          {me.presence === 'unknown' ? '' : `${words.presence[me.presence]} · `}
          {connection.words}
        </p>
      </div>
      {connection.phase === 'waiting' && connection.retryAt !== null ? (
        <p className="me-connection quiet">
          <TimeLeft until={connection.retryAt} text={words.me.retryIn} />
        </p>
      ) : null}
      {troubled ? (
        <div className="me-actions">
          <Button
            label={words.me.retryNow}
            icon={RotateCw}
            pending={action.pending}
            onPress={() => void action.run(() => window.sidetone.reconnectAccount(account.id))}
          />
          {account.demo ? null : <Button label={words.me.edit} icon={Pencil} onPress={onEdit} />}
        </div>
      ) : null}
      {action.problem === null ? null : (
        <Message tone="problem" live onDismiss={() => action.setProblem(null)}>
          {action.problem}
        </Message>
      )}
    </section>
  );
}

function Labels({ demo, connection }: { readonly demo: boolean; readonly connection: ConnectionView }) {
  if (demo) {
    return (
      <span className="label">
        <FlaskConical aria-hidden />
        {words.me.demo}
      </span>
    );
  }
  if (connection.phase !== 'connected') {
    const tone = connection.phase === 'connecting' ? undefined : 'missed';
    return (
      <span className="label" data-tone={tone}>
        {words.me.phase[connection.phase]}
      </span>
    );
  }
  return connection.encrypted ? (
    <span className="label">
      <Lock aria-hidden />
      {words.me.encrypted}
    </span>
  ) : (
    <span className="label" data-tone="ringing" title={words.me.unencryptedLong}>
      <LockOpen aria-hidden />
      {words.me.unencrypted}
    </span>
  );
}
