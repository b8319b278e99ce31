import { useTranslation } from 'react-i18next'
import { useScanActions } from '../../contexts/CheckInContext.tsx'
import { useMember } from '../../contexts/use-member.ts'
import type { ShownResult } from '../../services/shown-result.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { lineOf } from './describe-result.ts'
import { Renew } from './Renew.tsx'
import { useWording } from '../../contexts/use-wording.ts'
import './resolution.css'

interface RenewSheetProps {
  memberId: string
  name: string
  shown: ShownResult
  onClose: () => void
}

/** Renews the plan of a member who was refused, and asks the hub again: they come in on the spot. */
export function RenewSheet({ memberId, name, shown, onClose }: RenewSheetProps) {
  const { t } = useTranslation()
  const { again } = useScanActions()
  const wording = useWording()
  const member = useMember(memberId)
  return (
    <Dialog title={t('renewal.title', { name })} closeLabel={t('close')} onClose={onClose}>
      <p>{lineOf(shown, wording)}</p>
      {member === null && <p role="status">{t('signIn.asking')}</p>}
      {member === 'failed' && <p className="ui-error">{t('memberSheet.failed')}</p>}
      {member !== null && member !== 'failed' && (
        <Renew
          // What was chosen for other values than the member has now is chosen anew.
          key={[member.membership_type, member.valid_until, member.visits_left, member.debt_cents].join()}
          member={member}
          submit={t('renewal.submitAndScan')}
          onDone={(renewal) => {
            again(shown, {}, renewal)
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}
