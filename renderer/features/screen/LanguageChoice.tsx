import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../contexts/use-language.ts'
import { LANGUAGES, traitsOf, type Language } from '../../i18n/languages.ts'
import { Choice } from '../../ui/Choice.tsx'

/** The language of whoever is at the desk. */
export function LanguageChoice() {
  const { language, choose } = useLanguage()
  return <Languages value={language} onChange={choose} />
}

interface LanguagesProps {
  value: Language
  onChange: (chosen: Language) => void
}

/** The languages, each called what it calls itself. */
export function Languages({ value, onChange }: LanguagesProps) {
  const { t } = useTranslation()
  return (
    <Choice
      label={t('screen.language')}
      value={value}
      options={LANGUAGES.map((language) => ({
        value: language,
        label: traitsOf(language).name,
        lang: language,
      }))}
      onChange={onChange}
    />
  )
}
