import { useTranslation } from 'react-i18next'
import type { ImportMapping, RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { planLine } from '../../contexts/plan-words.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { isNewPlan, withNewPlan, withPlan } from './mend-mapping.ts'

interface PlanWordsProps {
  found: RecognisedFile
  mapping: ImportMapping
  onMend: (mapping: ImportMapping) => void
}

const planColumn = (columns: readonly { header: string; field: string | null }[]): string | undefined =>
  columns.find(({ field }) => field === 'membership_type')?.header

/** A choice needs a key of at least one character. */
const keyOf = (plan: string): string => `=${plan}`

const NEW = '+'

/** Which of our plans each of theirs is; one that is none of them keeps its name. */
export function PlanWords({ found, mapping, onMend }: PlanWordsProps) {
  const { t } = useTranslation()
  const wording = useWording()
  // Of another column the hub has not counted the plans.
  const isCounted = planColumn(found.columns) === planColumn(mapping.columns)
  if (!isCounted || found.plans.length === 0) return null
  return (
    <>
      <h3 className="import__heading">{t('files.plans')}</h3>
      <ul className="import__columns">
        {found.plans.map(({ name, rows, asNew }) => (
          <li key={name} className="import__column">
            <p className="import__header">
              <bdi>{name}</bdi>
              <span className="import__examples">{t('imports.rows', { count: rows })}</span>
            </p>
            <SelectField
              label={t('files.planOf', { plan: name })}
              isInRow
              value={isNewPlan(mapping, asNew.name) ? NEW : keyOf(mapping.plans[name] ?? name)}
              options={[
                { value: NEW, label: t('sources.newPlan', { plan: name, terms: planLine(asNew, wording) }) },
                ...[...new Set([name, mapping.plans[name] ?? name])]
                  .filter((own) => own !== '' && !found.ourPlans.includes(own))
                  .map((own) => ({ value: keyOf(own), label: t('files.keepName', { plan: own }) })),
                ...found.ourPlans.map((ours) => ({ value: keyOf(ours), label: ours })),
                { value: keyOf(''), label: t('files.noPlan') },
              ]}
              onChange={(key) =>
                onMend(key === NEW ? withNewPlan(mapping, asNew) : withPlan(mapping, name, key.slice(1)))
              }
            />
          </li>
        ))}
      </ul>
    </>
  )
}
