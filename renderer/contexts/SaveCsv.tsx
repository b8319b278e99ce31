import { useTranslation } from 'react-i18next'
import { saveFile } from '../services/diagnostics.ts'
import { Button } from '../ui/Button.tsx'
import { useOperation } from './use-operation.ts'
import { useDeskParts, useKioskScreen } from './WebSocketContext.tsx'

interface SaveCsvProps {
  /** Where the hub has the file, with its query. */
  path: string
  fileName: string
  kind?: 'plain' | 'small'
}

/** A list as a file. A locked screen saves nothing: the system's dialog sees the whole disk. */
export function SaveCsv({ path, fileName, kind = 'plain' }: SaveCsvProps) {
  const { t } = useTranslation()
  const { signIn } = useDeskParts()
  const { state: kiosk } = useKioskScreen()
  const { isGoing, error, run } = useOperation()
  if (kiosk === 'locked') return null
  const save = (): void => run(async () => saveFile(fileName, await signIn.readFile(path), 'text/csv'))
  return (
    <>
      <Button kind={kind} isDisabled={isGoing} onPress={save}>
        {t('memberList.save')}
      </Button>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </>
  )
}
