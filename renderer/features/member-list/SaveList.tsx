import { useTranslation } from 'react-i18next'
import type { ListAsked } from '../../contexts/use-member-list.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useDeskParts, useKioskScreen } from '../../contexts/WebSocketContext.tsx'
import { saveFile } from '../../services/diagnostics.ts'
import { Button } from '../../ui/Button.tsx'

/** The list as a file. A locked screen saves nothing: the system's dialog sees the whole disk. */
export function SaveList({ asked }: { asked: ListAsked }) {
  const { t } = useTranslation()
  const { signIn } = useDeskParts()
  const { state: kiosk } = useKioskScreen()
  const { isGoing, error, run } = useOperation()
  if (kiosk === 'locked') return null
  const save = (): void =>
    run(async () => {
      const query = new URLSearchParams(
        Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)]),
      )
      const csv = await signIn.readFile(`api/v1/members/list.csv?${query.toString()}`)
      saveFile('members.csv', csv, 'text/csv')
    })
  return (
    <>
      <Button isDisabled={isGoing} onPress={save}>
        {t('memberList.save')}
      </Button>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </>
  )
}
