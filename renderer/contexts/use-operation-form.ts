import {
  useForm,
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type UseFormReturn,
} from 'react-hook-form'
import type { CalledName, FramedName, SentParamsOf } from '../../server/protocol/operations.ts'

/** The schemas of what operations take, with the library that reads them: a tenth of the page, and no part of what it loads first. */
const loadSchemas = () => import('./operation-schemas.ts')

/** Loads them, so that a form needs nothing but the hub's answer. */
export async function loadOperationSchemas(): Promise<void> {
  // Where it cannot be loaded, forms are checked by the hub alone.
  await loadSchemas().catch(() => undefined)
}

interface OperationFormParts<Name extends CalledName | FramedName, Values extends FieldValues> {
  defaultValues: DefaultValues<Values>
  /** What the hub is asked, of what was typed. A field has the name of the param that it makes. */
  params: (values: Values) => SentParamsOf<Name>
  /** What is said at a field of which the operation would not take what was typed. */
  words?: Partial<Record<keyof Values & string, string>>
}

/** A form that asks the hub for something: it is sent only where the operation takes what was typed. */
export function useOperationForm<Name extends CalledName | FramedName, Values extends FieldValues>(
  name: Name,
  { defaultValues, params, words = {} }: OperationFormParts<Name, Values>,
): UseFormReturn<Values> & { submit: (act: (params: SentParamsOf<Name>) => void) => () => void } {
  const form = useForm<Values>({
    defaultValues,
    // The focus stays where somebody typed.
    shouldFocusError: false,
    resolver: async (values) => {
      const errors = errorsOf<Values>(await wrongOf(name, params(values)), words)
      return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors }
    },
  })
  const submit = (act: (asked: SentParamsOf<Name>) => void) => (): void => {
    void form.handleSubmit((values) => act(params(values)))()
  }
  return { ...form, submit }
}

async function wrongOf(name: CalledName | FramedName, params: object): Promise<PropertyKey[]> {
  try {
    const { wrongParams } = await loadSchemas()
    return wrongParams(name, params)
  } catch {
    return []
  }
}

/** What nobody typed is no field's fault: the hub says what is wrong with it. */
function errorsOf<Values extends FieldValues>(
  wrong: readonly PropertyKey[],
  words: Partial<Record<string, string>>,
): FieldErrors<Values> {
  const known = wrong.flatMap((param) => {
    const message = words[String(param)]
    return message === undefined ? [] : [[param, { type: 'params', message }] as const]
  })
  return Object.fromEntries(known) as FieldErrors<Values>
}
