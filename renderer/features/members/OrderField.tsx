import { useTranslation } from 'react-i18next'
import { SelectField } from '../../ui/SelectField.tsx'
import { ORDERS, type Order } from './order.ts'

/** In which order those who are inside are listed. */
export function OrderField({ order, onChoose }: { order: Order; onChoose: (order: Order) => void }) {
  const { t } = useTranslation()
  return (
    <div className="members__order">
      <SelectField
        label={t('inside.order')}
        value={order}
        options={ORDERS.map((value) => ({ value, label: t(`inside.orders.${value}`) }))}
        onChange={onChoose}
        isInRow
      />
    </div>
  )
}
