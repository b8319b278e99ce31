import type { ComponentProps, ReactNode } from 'react'
import { useController, type Control, type FieldPathByValue, type FieldValues } from 'react-hook-form'
import { Choice } from './Choice.tsx'
import { SelectField } from './SelectField.tsx'
import { Switch } from './Switch.tsx'
import { TextArea } from './TextArea.tsx'
import { TextField } from './TextField.tsx'

/** The page's fields as parts of a form: what is in them, and what is wrong with it, is the form's. */

interface Bound<Values extends FieldValues, Value> {
  control: Control<Values>
  name: FieldPathByValue<Values, Value>
}

interface Typed<Values extends FieldValues> extends Bound<Values, string> {
  /** What is said where it is sent empty; without it, it may be. */
  missing?: string | undefined
  /** Told of each change. */
  onTyped?: (() => void) | undefined
}

type Own<Props> = Omit<Props, 'value' | 'onChange' | 'error'>

function useTyped<Values extends FieldValues>({ control, name, missing, onTyped }: Typed<Values>) {
  const validate = (value: string): true | string => missing === undefined || value.trim() !== '' || missing
  const { field, fieldState } = useController({ control, name, rules: { validate } })
  return {
    value: field.value as string,
    error: fieldState.error?.message ?? null,
    onChange: (value: string): void => {
      field.onChange(value)
      onTyped?.()
    },
  }
}

export function FormTextField<Values extends FieldValues>({
  control,
  name,
  missing,
  onTyped,
  ...props
}: Typed<Values> & Own<ComponentProps<typeof TextField>>) {
  return <TextField {...props} {...useTyped({ control, name, missing, onTyped })} />
}

export function FormTextArea<Values extends FieldValues>({
  control,
  name,
  ...props
}: Bound<Values, string> & Own<ComponentProps<typeof TextArea>>) {
  return <TextArea {...props} {...useTyped({ control, name })} />
}

interface OneOf<Values extends FieldValues, Value extends string> extends Bound<Values, string> {
  label: string
  options: readonly { value: Value; label: string }[]
}

export function FormSelect<Values extends FieldValues, Value extends string>(props: OneOf<Values, Value>) {
  const { control, name, label, options } = props
  const { field } = useController({ control, name })
  return <SelectField label={label} options={options} value={field.value} onChange={field.onChange} />
}

export function FormChoice<Values extends FieldValues, Value extends string>(props: OneOf<Values, Value>) {
  const { control, name, label, options } = props
  const { field } = useController({ control, name })
  return <Choice label={label} options={options} value={field.value} onChange={field.onChange} />
}

export function FormSwitch<Values extends FieldValues>({
  control,
  name,
  children,
}: Bound<Values, boolean> & { children: ReactNode }) {
  const { field } = useController({ control, name })
  return (
    <Switch isOn={field.value} onChange={field.onChange}>
      {children}
    </Switch>
  )
}
