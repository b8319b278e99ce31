import { useTranslation } from 'react-i18next'
import { PhotoPicker } from '../../contexts/PhotoPicker.tsx'
import { photoSource } from '../../services/take-photo.ts'
import { Button } from '../../ui/Button.tsx'

interface NewPhotoProps {
  /** A JPEG in base64, or null for none. */
  image: string | null
  onChange: (image: string | null) => void
}

/** The photo that somebody new is to have. */
export function NewPhoto({ image, onChange }: NewPhotoProps) {
  const { t } = useTranslation()
  return (
    <section className="member-form__photo" aria-label={t('photo.title')}>
      <p className="ui-field__label" aria-hidden="true">
        {t('photo.title')}
      </p>
      {image !== null && (
        <img className="member-form__picture" src={photoSource(image)} alt={t('newcomer.photoTaken')} />
      )}
      <PhotoPicker onPhoto={onChange}>
        {image !== null && (
          <Button kind="small" onPress={() => onChange(null)}>
            {t('photo.remove')}
          </Button>
        )}
      </PhotoPicker>
    </section>
  )
}
