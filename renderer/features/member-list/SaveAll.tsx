import { useTranslation } from 'react-i18next'
import { useOperation } from '../../contexts/use-operation.ts'
import { useDeskParts, useKioskScreen } from '../../contexts/WebSocketContext.tsx'
import { saveFile } from '../../services/diagnostics.ts'
import { Button } from '../../ui/Button.tsx'

/** All that the gym takes along, as an archive. A locked screen saves nothing: the system's dialog sees the whole disk. */
export function SaveAll() {
  const { t } = useTranslation()
  const { memberFiles } = useDeskParts()
  const { state: kiosk } = useKioskScreen()
  const { isGoing, error, run } = useOperation()
  if (kiosk === 'locked') return null
  const save = (): void =>
    run(async () => saveFile('gym.zip', await memberFiles.readFile('api/v1/members/export?format=zip')))
  return (
    <>
      <Button kind="small" isDisabled={isGoing} onPress={save}>
        {t('files.saveAll')}
      </Button>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </>
  )
}
