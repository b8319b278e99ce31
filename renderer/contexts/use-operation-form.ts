import {
  useForm,
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type UseFormReturn,
} from 'react-hook-form'
import type { Problem } from '../../server/protocol/errors.ts'
import type { CalledName, FramedName, SentParamsOf } from '../../server/protocol/operations.ts'
import type { WrongParam } from './operation-schemas.ts'

/** The schemas of what operations take, with the library that reads them: a tenth of the page, and no part of what it loads first. */
const loadSchemas = () => import('./operation-schemas.ts')

/** Loads them, so that a form needs nothing but the hub's answer. */
export async function loadOperationSchemas(): Promise<void> {
  // Where it cannot be loaded, forms are checked by the hub alone.
  await loadSchemas().catch(() => undefined)
}

interface OperationFormParts<Name extends CalledName | FramedName, Values extends FieldValues> {
  defaultValues: DefaultValues<Values>
  /** What the hub is asked, of what was typed. A field has the name of the param that it makes, wherever that stands. */
  params: (values: Values) => SentParamsOf<Name>
  /** What is said at a field of which the operation would not take what was typed. */
  words?: Partial<Record<keyof Values & string, string>>
  /** The same, better, where the rule of the field has a name for what is wrong. */
  wordsOf?: (problem: Problem) => string
}

/** A form that asks the hub for something: it is sent only where the operation takes what was typed. */
export function useOperationForm<Name extends CalledName | FramedName, Values extends FieldValues>(
  name: Name,
  { defaultValues, params, words = {}, wordsOf }: OperationFormParts<Name, Values>,
): UseFormReturn<Values> & { submit: (act: (params: SentParamsOf<Name>) => void) => () => void } {
  const form = useForm<Values>({
    defaultValues,
    // The focus stays where somebody typed.
    shouldFocusError: false,
    resolver: async (values) => {
      const wrong = await wrongOf(name, params(values))
      const errors = errorsOf(values, wrong, (field, problem) =>
        problem && wordsOf ? wordsOf(problem) : words[field],
      )
      return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors }
    },
  })
  const submit = (act: (asked: SentParamsOf<Name>) => void) => (): void => {
    void form.handleSubmit((values) => act(params(values)))()
  }
  return { ...form, submit }
}

async function wrongOf(name: CalledName | FramedName, params: object): Promise<WrongParam[]> {
  try {
    const { wrongParams } = await loadSchemas()
    return wrongParams(name, params)
  } catch {
    return []
  }
}

/** What nobody typed is no field's fault: the hub says what is wrong with it. */
function errorsOf<Values extends FieldValues>(
  values: Values,
  wrong: readonly WrongParam[],
  wordsAt: (field: string, problem: Problem | null) => string | undefined,
): FieldErrors<Values> {
  const known = wrong.flatMap(({ path, problem }) => {
    const field = fieldAt(path, values)
    const message = field === undefined ? undefined : wordsAt(field, problem)
    return message === undefined ? [] : [[field, { type: 'params', message }] as const]
  })
  return Object.fromEntries(known) as FieldErrors<Values>
}

/** The field that made the param at this place; undefined where none did. */
export function fieldAt(path: readonly PropertyKey[], values: object): string | undefined {
  return path.map(String).find((part) => Object.hasOwn(values, part))
}
