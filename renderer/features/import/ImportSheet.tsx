import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { FoundFile } from './FoundFile.tsx'
import { ReportCounts, SaveRest, TakenBeside } from './ReportCounts.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { KeptMappings } from './KeptMappings.tsx'
import { PastImports } from './PastImports.tsx'
import { useImport, type Import } from './use-import.ts'
import './import.css'

/** Members of any product's file: what is in it, what becomes of each row, and what has become. For managers. */
export function ImportSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const all = useImport()
  const { isGoing, going, wasCancelled, error } = all
  return (
    <Dialog title={t('imports.title')} closeLabel={t('close')} onClose={onClose}>
      <Step all={all} onClose={onClose} />
      {going && <ImportProgress going={going} onCancel={all.cancel} />}
      <p role="status" className="import__going">
        {isGoing && t('imports.going')}
        {wasCancelled && t('imports.cancelled', { list: t('takeBack.title') })}
      </p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </Dialog>
  )
}

function Step({ all, onClose }: { all: Import; onClose: () => void }) {
  const { t } = useTranslation()
  const { now } = all
  switch (now.step) {
    case 'choose':
      return (
        <>
          <ChooseFile isDisabled={all.isGoing} onChosen={all.choose} />
          <KeptMappings />
          <PastImports />
        </>
      )
    case 'found':
      return now.found.isOurs || now.found.isVisits ? (
        <Ours all={all} isVisits={now.found.isVisits} />
      ) : (
        <FoundFile all={all} found={now.found} mapping={now.mapping} file={now.file} />
      )
    case 'preview':
      return <ImportPreview all={all} found={now.found} report={now.report} />
    case 'done':
      return (
        <>
          <h3 className="import__heading">{t('imports.done')}</h3>
          <ReportCounts counts={now.report.counts} />
          <SaveRest file={now.file} rest={now.report.rest} />
          <Button kind="primary" autoFocus onPress={onClose}>
            {t('done')}
          </Button>
        </>
      )
    case 'done_ours':
      return (
        <>
          <h3 className="import__heading">{t('imports.done')}</h3>
          <ReportCounts counts={{ added: now.added, changed: now.changed, unchanged: now.unchanged }} />
          <TakenBeside
            counts={{
              ...{ photos: now.photos, plans: now.plans, visits: now.visits, entries: now.entries },
            }}
          />
          <Button kind="primary" autoFocus onPress={onClose}>
            {t('done')}
          </Button>
        </>
      )
    case 'done_visits':
      return (
        <>
          <h3 className="import__heading">{t('imports.done')}</h3>
          <TakenBeside counts={{ visits: now.added, known: now.known, ofNobody: now.ofNobody }} />
          <Button kind="primary" autoFocus onPress={onClose}>
            {t('done')}
          </Button>
        </>
      )
  }
}

/** An export of ours, a file with its columns, or visits of the past: it is taken whole. */
function Ours({ all, isVisits }: { all: Import; isVisits: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <p>{t(isVisits ? 'files.isVisits' : 'imports.ours')}</p>
      <div className="ui-actions">
        <Button kind="primary" autoFocus isDisabled={all.isGoing} onPress={all.takeOurs}>
          {t('imports.takeAll')}
        </Button>
        <Button onPress={all.back}>{t('imports.another')}</Button>
      </div>
    </>
  )
}
