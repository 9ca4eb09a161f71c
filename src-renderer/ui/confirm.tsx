import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import './confirm.css';

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly keep: string;
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly onKeep: () => void;
}

/** Asks before something that cannot be undone. Escape keeps. */
export function Confirm({ title, text, confirm, keep, pending, onConfirm, onKeep }: ConfirmProps) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => (open ? undefined : onKeep())}>
      <Modal className="confirm">
        <Dialog role="alertdialog" className="confirm-content">
          <Heading slot="title" className="confirm-title">
            {title}
          </Heading>
          <p>{text}</p>
          <div className="confirm-actions">
            <Button label={keep} onPress={onKeep} />
            <Button label={confirm} kind="danger" pending={pending} onPress={onConfirm} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
