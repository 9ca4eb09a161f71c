import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import './field.css';

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly required?: boolean;
  readonly type?: 'text' | 'password';
  readonly inputMode?: 'numeric';
  readonly maxLength?: number;
  readonly rows?: number;
  readonly code?: boolean;
  /** A button inside the field's end. */
  readonly children?: ReactNode;
}

/** React keeps the last value with the element, and elements are kept for a while after they have gone: a secret must not be. */
const emptiedAtLast = (input: HTMLInputElement | null) => () => {
  if (input !== null) input.value = '';
};

/** A labelled text field; its hint and what is wrong with it are read with it. */
export function Field(props: FieldProps) {
  const { problem, hint, rows } = props;
  const look = props.code === true ? 'field-code' : '';
  return (
    <TextField
      className="field"
      name={props.name}
      value={props.value}
      onChange={props.onChange}
      isInvalid={problem !== undefined}
      isRequired={props.required ?? false}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      type={props.type ?? 'text'}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
    >
      <Label className="field-label">{props.label}</Label>
      <div className="field-input">
        {rows === undefined ? (
          <Input className={look} ref={emptiedAtLast} />
        ) : (
          <TextArea className={look} rows={rows} />
        )}
        {props.children}
      </div>
      {hint === undefined || problem !== undefined ? null : (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </TextField>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly hint: string;
  readonly selected: boolean;
  readonly disabled?: boolean;
  readonly onChange: (selected: boolean) => void;
}

export function Checkbox({ label, hint, selected, disabled = false, onChange }: CheckboxProps) {
  return (
    <AriaCheckbox className="checkbox" isSelected={selected} isDisabled={disabled} onChange={onChange}>
      <span className="checkbox-box" aria-hidden="true">
        <Check />
      </span>
      <span>
        {label}
        <span className="checkbox-hint">{hint}</span>
      </span>
    </AriaCheckbox>
  );
}
