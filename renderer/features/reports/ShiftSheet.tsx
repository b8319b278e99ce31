import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShiftReport } from '../../../server/protocol/reports.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ShiftPaper } from './ShiftPaper.tsx'
import { ShiftRows } from './ShiftRows.tsx'
import './reports.css'

/** Whose report, and from when on. */
interface ShiftAsked {
  whose: 'own' | 'all'
  since: 'sign_in' | 'today'
}

/** What was overridden, undone, refused and is to be reviewed in one's own shift, or by everybody today for a manager; also on paper. */
export function ShiftSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const person = useDesk('person')
  const [asked, setAsked] = useState<ShiftAsked>({ whose: 'own', since: 'sign_in' })
  const { data: report, isError } = useHubQuery('reports.shift', asked, { keepsLast: true })
  return (
    <Dialog title={t('shift.title')} closeLabel={t('close')} onClose={onClose}>
      {person?.role === 'manager' && (
        <Choice
          label={t('shift.whose')}
          value={asked.whose}
          options={[
            { value: 'own', label: t('shift.own') },
            { value: 'all', label: t('shift.all') },
          ]}
          onChange={(whose) => setAsked({ ...asked, whose })}
        />
      )}
      <Choice
        label={t('shift.since')}
        value={asked.since}
        options={[
          { value: 'sign_in', label: t('shift.sign_in') },
          { value: 'today', label: t('shift.today') },
        ]}
        onChange={(since) => setAsked({ ...asked, since })}
      />
      {!report && !isError && <p role="status">{t('signIn.asking')}</p>}
      {!report && isError && <p className="ui-error">{t('shift.failed')}</p>}
      {report && <Report report={report} whose={asked.whose} />}
    </Dialog>
  )
}

function Report({ report, whose }: { report: ShiftReport; whose: ShiftAsked['whose'] }) {
  const { t } = useTranslation()
  return (
    <>
      <ShiftRows report={report} />
      <Button kind="primary" onPress={() => window.print()}>
        {t('shift.print')}
      </Button>
      <ShiftPaper report={report} whose={whose} />
    </>
  )
}
