import { useTranslation } from 'react-i18next'
import type { Plan } from '../../../server/protocol/plans.ts'
import { MoneyPart } from '../../contexts/MoneyPart.tsx'
import { usePlanChoices } from '../../contexts/use-plans.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { NO_CHOICE, NOTHING_OWED, type useFirstSale } from './use-first-sale.ts'

interface FirstPlanProps {
  plans: readonly Plan[]
  first: ReturnType<typeof useFirstSale>
}

/** The plan of the catalogue that somebody new buys, or none yet, and how they pay. */
export function FirstPlan({ plans, first }: FirstPlanProps) {
  const { t } = useTranslation()
  const { chosen, choose, form, control, wrong, outcome } = first
  const none = { value: NO_CHOICE, name: t('newcomer.noPlan'), detail: t('newcomer.noPlanMeans') }
  return (
    <>
      <ChoiceList
        label={t('fact.plan')}
        value={chosen}
        options={[none, ...usePlanChoices(plans)]}
        onChange={choose}
      />
      {chosen !== NO_CHOICE && (
        <MoneyPart member={NOTHING_OWED} form={form} control={control} isPriceNext={false} />
      )}
      {wrong !== null && <p className="ui-error">{wrong}</p>}
      <p role="status" className="member-form__outcome">
        {outcome}
      </p>
    </>
  )
}
