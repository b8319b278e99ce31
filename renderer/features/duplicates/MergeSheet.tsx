import { useTranslation } from 'react-i18next'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { MergeForm } from './MergeForm.tsx'
import { WhoElse } from './WhoElse.tsx'
import './duplicates.css'

export interface NamedMember {
  id: string
  full_name: string
}

interface MergeSheetProps {
  /** Who stays. */
  memberId: string
  /** Who goes; null where that is not chosen yet. */
  otherId: string | null
  onChoose: (memberId: string, otherId: string) => void
  onMerged: (member: NamedMember) => void
  onClose: () => void
}

/** Two members beside each other, of whom one is to be left. */
export function MergeSheet({ memberId, otherId, onChoose, onMerged, onClose }: MergeSheetProps) {
  const { t } = useTranslation()
  return (
    <Dialog isWide title={t('duplicates.mergeTitle')} closeLabel={t('close')} onClose={onClose}>
      {otherId === null && <WhoElse memberId={memberId} onChoose={(other) => onChoose(memberId, other)} />}
      {otherId !== null && (
        <Compared
          key={memberId}
          {...{ memberId, otherId, onMerged, onClose }}
          onSwap={() => onChoose(otherId, memberId)}
        />
      )}
    </Dialog>
  )
}

interface ComparedProps {
  memberId: string
  otherId: string
  onSwap: () => void
  onMerged: (member: NamedMember) => void
  onClose: () => void
}

function Compared({ memberId, otherId, ...rest }: ComparedProps) {
  const { t } = useTranslation()
  const { data, isError, refetch } = useHubQuery('merges.preview', { memberId, otherId })
  if (!data) {
    const said = isError ? <p className="ui-error">{t('memberSheet.failed')}</p> : t('signIn.asking')
    return <div role="status">{said}</div>
  }
  const seen = data.members.map(({ changed_time }) => changed_time).join(' ')
  return <MergeForm key={seen} preview={data} onLookAgain={() => void refetch()} {...rest} />
}
