import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../server/protocol/errors.ts'
import type { SentParamsOf } from '../../../server/protocol/operations.ts'
import { fieldAt, useOperationForm } from '../../contexts/use-operation-form.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { HubRefusal } from '../../services/hub-refusal.ts'
import type { MemberValues } from './member-values.ts'

interface MemberFormParts<Name extends 'members.add' | 'members.edit'> {
  defaultValues: MemberValues
  params: (values: MemberValues) => SentParamsOf<Name>
  /** Why it did not work, by the hub's code, where there are better words than the common ones. */
  refusals: Readonly<Record<string, string>>
}

/** A form about a member: what the hub finds wrong is said at its field, too, and what was typed stays whatever comes of it. */
export function useMemberForm<Name extends 'members.add' | 'members.edit'>(
  name: Name,
  { defaultValues, params, refusals }: MemberFormParts<Name>,
) {
  const { t } = useTranslation()
  const { isGoing, error, run } = useOperation(refusals)
  const wordsOf = (problem: Problem): string => t(`memberForm.problem.${problem}`)
  const form = useOperationForm<Name, MemberValues>(name, { defaultValues, params, wordsOf })
  const sayAtField = (refused: unknown): boolean => {
    const wrong = problemIn(refused)
    const field = wrong === null ? undefined : fieldAt(wrong.path, defaultValues)
    if (wrong === null || field === undefined) return false
    form.setError(field as keyof MemberValues, { type: 'hub', message: wordsOf(wrong.problem) })
    return true
  }
  const submit = (ask: (asked: SentParamsOf<Name>) => Promise<unknown>) =>
    form.submit((asked) =>
      run(() =>
        ask(asked).catch((refused: unknown) => {
          if (!sayAtField(refused)) throw refused
        }),
      ),
    )
  return { control: form.control, submit, isGoing, error }
}

/** What the hub says is wrong at a field. */
function problemIn(error: unknown): { path: string[]; problem: Problem } | null {
  if (!(error instanceof HubRefusal)) return null
  const { field, problem } = error.details
  if (typeof field !== 'string' || typeof problem !== 'string') return null
  return { path: field.split('.'), problem: problem as Problem }
}
