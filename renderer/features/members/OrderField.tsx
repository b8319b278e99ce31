import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '../../ui/SelectField.tsx'
import { ORDERS, useOrder } from './order.ts'

/** In which order those who are inside are listed. */
export const OrderField = memo(function OrderField() {
  const { t } = useTranslation()
  const { order, choose } = useOrder()
  return (
    <div className="members__order">
      <SelectField
        label={t('inside.order')}
        value={order}
        options={ORDERS.map((value) => ({ value, label: t(`inside.orders.${value}`) }))}
        onChange={choose}
        isInRow
      />
    </div>
  )
})
