import { useTranslation } from 'react-i18next'
import type { ShownCard } from '../../../server/protocol/methods.ts'
import { Button } from '../../ui/Button.tsx'
import type { CardScan } from './use-card-scan.ts'

interface CardScanPartProps {
  scan: CardScan
  /** The member's. */
  name: string
  onBlock: (lost: ShownCard) => void
}

/** What is waited for, what became of it, and what else can be done. */
export function CardScanPart({ scan, name, onBlock }: CardScanPartProps) {
  const { t } = useTranslation()
  const { isFor, said, taken } = scan
  const lost = isFor !== null && isFor !== 'add' ? isFor.lost : null
  return (
    <>
      <p role="status" className="fix-it__said">
        {isFor === 'add' && t('memberCard.scanCard')}
        {lost !== null && t('cards.scanNew', { end: lost.end })}
        {isFor === null && said}
      </p>
      {lost !== null && (
        <div className="ui-actions">
          <Button onPress={() => onBlock(lost)}>{t('cards.blockOnly')}</Button>
        </div>
      )}
      {taken !== null && (
        <div role="alert" className="ui-actions">
          <p>{t('cards.taken', { name: taken.holder.full_name })}</p>
          <Button autoFocus onPress={scan.move}>
            {t('cards.move', { name })}
          </Button>
          <Button onPress={scan.stop}>{t('cancel')}</Button>
        </div>
      )}
    </>
  )
}
