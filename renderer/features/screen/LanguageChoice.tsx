import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../contexts/use-language.ts'
import { LANGUAGES, traitsOf } from '../../i18n/languages.ts'
import { Choice } from '../../ui/Choice.tsx'

/** The languages, each called what it calls itself. */
export function LanguageChoice() {
  const { t } = useTranslation()
  const { language, choose } = useLanguage()
  return (
    <Choice
      label={t('screen.language')}
      value={language}
      options={LANGUAGES.map((value) => ({ value, label: traitsOf(value).name, lang: value }))}
      onChange={choose}
    />
  )
}
