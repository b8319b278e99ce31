import { useTranslation } from 'react-i18next'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Button } from '../../ui/Button.tsx'

interface ChooseFileProps {
  isDisabled: boolean
  onChosen: (file: File) => void
}

/** Takes a file that is dropped, pasted or chosen. */
export function ChooseFile({ isDisabled, onChosen }: ChooseFileProps) {
  const { t } = useTranslation()
  return (
    <DropZone
      className="import__drop"
      aria-label={t('imports.drop')}
      isDisabled={isDisabled}
      onDrop={({ items }) => {
        const file = items.find((item) => item.kind === 'file')
        if (file) void file.getFile().then(onChosen)
      }}
    >
      <p>{t('imports.drop')}</p>
      <FileTrigger
        acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx', '.json', '.zip', 'text/csv']}
        onSelect={(files) => {
          const [file] = files ?? []
          if (file) onChosen(file)
        }}
      >
        <Button kind="primary" isDisabled={isDisabled}>
          {t('imports.choose')}
        </Button>
      </FileTrigger>
    </DropZone>
  )
}
