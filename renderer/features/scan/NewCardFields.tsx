import { useTranslation } from 'react-i18next'
import { CARD_KINDS } from '../../../server/protocol/cards.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { NewCard } from './use-card-scan.ts'

interface NewCardFieldsProps {
  card: NewCard
  onCard: (card: NewCard) => void
}

/** What a card is that is scanned next; both may be left as they are. */
export function NewCardFields({ card, onCard }: NewCardFieldsProps) {
  const { t } = useTranslation()
  const { today } = useWording()
  const kinds = [...CARD_KINDS, 'none'] as const
  return (
    <div className="fix-it__form">
      <SelectField
        label={t('cards.kind')}
        value={card.kind ?? 'none'}
        options={kinds.map((value) => ({ value, label: t(`cards.kinds.${value}`) }))}
        onChange={(kind) => onCard({ ...card, kind: kind === 'none' ? null : kind })}
      />
      <TextField
        label={t('cards.until')}
        hint={t('cards.untilHint')}
        type="date"
        min={today}
        value={card.lentUntil}
        onChange={(lentUntil) => onCard({ ...card, lentUntil })}
      />
    </div>
  )
}
