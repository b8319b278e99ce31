import { useTranslation } from 'react-i18next'
import { MAX_PRINTED_CARDS } from '../../../server/protocol/cards.ts'
import { hasRight } from '../../../server/protocol/rights.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'

interface Named {
  id: string
  full_name: string
}

interface PrintButtonProps {
  members: readonly Named[]
  onPrint: (members: Named[]) => void
}

/** Prints cards of the first of the list. */
export function PrintButton({ members, onPrint }: PrintButtonProps) {
  const { t } = useTranslation()
  const role = useDesk('person')?.role ?? 'viewer'
  if (!hasRight(role, 'work_the_desk') || members.length === 0) return null
  return (
    <Button kind="small" onPress={() => onPrint(members.slice(0, MAX_PRINTED_CARDS))}>
      {t('cards.print.openMany')}
    </Button>
  )
}
