import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MEMBERS_LANGUAGES, useMembersLanguage } from '../../i18n/stored-language.ts'
import { traitsOf } from '../../i18n/languages.ts'
import { useDeskParts } from '../../contexts/WebSocketContext.tsx'
import type { MemberScreenOpened } from '../../services/member-screen.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { NAMES_SHOWN } from './shown-name.ts'
import { useNamesShown } from './use-names-shown.ts'
import './member-display.css'

/** Opens the members' screen, and chooses how much of a name it shows. */
export function MemberDisplaySettings() {
  const { t } = useTranslation()
  const { names, choose } = useNamesShown()
  const language = useMembersLanguage()
  const { memberScreen } = useDeskParts()
  const [said, setSaid] = useState<MemberScreenOpened | null>(null)
  return (
    <section className="member-settings">
      <h3 className="member-settings__title">{t('memberDisplay.settings')}</h3>
      <p className="member-settings__hint">{t('memberDisplay.explain')}</p>
      <p aria-hidden="true">{t('memberDisplay.names')}</p>
      <Choice
        label={t('memberDisplay.names')}
        value={names}
        options={NAMES_SHOWN.map((value) => ({ value, label: t(`memberDisplay.nameChoices.${value}`) }))}
        onChange={choose}
      />
      <SelectField
        label={t('memberDisplay.language')}
        value={language.chosen}
        options={MEMBERS_LANGUAGES.map((value) => ({
          value,
          label: value === 'desk' ? t('memberDisplay.languageOfDesk') : traitsOf(value).name,
        }))}
        onChange={language.choose}
      />
      <div className="ui-actions">
        <Button onPress={() => void memberScreen.open().then(setSaid)}>{t('memberDisplay.open')}</Button>
        {memberScreen.isShells && (
          <Button onPress={() => void memberScreen.close().then(() => setSaid(null))}>
            {t('memberDisplay.close')}
          </Button>
        )}
      </div>
      <p className="member-settings__hint" role="status">
        {said !== null && t(`memberDisplay.${said}`)}
      </p>
    </section>
  )
}
