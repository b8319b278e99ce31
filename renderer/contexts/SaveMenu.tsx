import { useTranslation } from 'react-i18next'
import { saveFile } from '../services/diagnostics.ts'
import { MenuButton } from '../ui/MenuButton.tsx'
import { useOperation } from './use-operation.ts'
import { useDeskParts, useKioskScreen } from './WebSocketContext.tsx'

/** A file that the hub makes. */
export interface SavedFile {
  /** What it is called in the menu. */
  label: string
  /** Where the hub has it, with its query. */
  path: string
  fileName: string
}

interface SaveMenuProps {
  /** The table as it is shown: its name as a file, and where the hub has it in a form. */
  table: { name: string; path: (form: string) => string }
  /** What else there is to save. */
  others?: readonly SavedFile[]
  kind?: 'plain' | 'small'
}

/** A table as a file, in the form that somebody chooses. A locked screen saves nothing: the system's dialog sees the whole disk. */
export function SaveMenu({ table, others = [], kind = 'small' }: SaveMenuProps) {
  const { t } = useTranslation()
  const { memberFiles } = useDeskParts()
  const { state: kiosk } = useKioskScreen()
  const { isGoing, error, run } = useOperation()
  if (kiosk === 'locked') return null
  const formOf = (form: string, label: string): SavedFile => {
    return { label, path: table.path(form), fileName: `${table.name}.${form}` }
  }
  const files = [formOf('csv', t('files.csv')), formOf('xlsx', t('files.excel')), ...others]
  return (
    <>
      <MenuButton
        label={t('files.save')}
        kind={kind}
        isDisabled={isGoing}
        items={files.map(({ label, path, fileName }) => ({
          label,
          onChoose: () => run(async () => saveFile(fileName, await memberFiles.readFile(path))),
        }))}
      />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </>
  )
}
