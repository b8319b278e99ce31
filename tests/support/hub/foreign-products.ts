import { foreignFile, type ForeignFile } from './foreign-file.ts'

const TABS = { separator: '\t' }
const SEMICOLONS = { separator: ';' }

/** Files of products, as those write them. */
export const PRODUCTS_FILES: readonly ForeignFile[] = [
  foreignFile(
    'AV Gym System, by its report',
    'ISO',
    'ID=old_id:number|First Name=first_name|Last Name=last_name|Email=email|Phone=phone|Membership=membership_type|Join Date=-:ISO|Membership Expiry=valid_until|Status=status',
  ),
  foreignFile(
    'AV Gym System, by its model',
    'ISO',
    'membership_number=old_id|full_name=full_name|email=email|phone=phone|Membership Expiry=valid_until|gender=-:gender|notes=note',
  ),
  foreignFile(
    'Glofox',
    'DMY',
    'Member Name=full_name|Email Address=email|Phone Number=phone|DOB=birthday|Gender=-:gender|Membership Tier=membership_type|Membership Expiry Date=valid_until|Status=status|BarcodeID=credentials|Joined On=-:DMY|Next AutoPay Date=-:DMY|Next AutoPay Amount=-:debt|Lifetime Sales=-:debt|Location=-:city|Email Consent=-:yesno',
  ),
  foreignFile(
    'Glofox, leads and tiers',
    'DMY',
    'Client Name=full_name|Email Address=email|Phone Number=phone|Membership Name=membership_type|Membership Expiry Date=valid_until|Status=status:odd|Next Renewal=-:DMY|Lead Source=-:text',
  ),
  foreignFile(
    'Mindbody',
    'MDY',
    'Client ID=old_id:number|Client Name=full_name:turned|Client Email=email|Mobile Phone=mobile|Home Phone=phone|Birth Date=birthday|Pricing Option=membership_type|Start Date=valid_from|End Date=valid_until|Next Auto-Pay Date=-:MDY|Client Since=-:MDY|First Visit=-:MDY|Referred By=-:full_name',
  ),
  foreignFile(
    'Mindbody, with names apart',
    'MDY',
    'ID=old_id:number|Last Name=last_name|First Name=first_name|Email=email|DOB=birthday|Membership=membership_type|Address=-:street|City=-:city|State=-:city|Postal Code=-:count|Emergency Contact Name=-:full_name|Emergency Contact Phone=-:phone',
  ),
  foreignFile(
    'TeamUp',
    'DMY',
    'Customer Name=full_name|Customer Email=email|Membership Name=membership_type|Status=status:odd|Purchase Date=-:DMY|Start Date=valid_from|Expiration Date=valid_until|Cancelled Date=-:DMY|Date of Birth=birthday|Emergency Contact Name=-:full_name|Emergency Contact Relationship=-:text',
  ),
  foreignFile(
    'Zen Planner',
    'named',
    'Full Name=full_name|First Name=-:first_name|Email Address=email|Cell Phone=mobile|Phone Number=phone|Birth Date=birthday|Membership Label=membership_type|Enrollment Date=-:named|Expiration Date=valid_until|Status=status:odd|Cancel Date=-:named|Reason (sub)=-:text|First Att. Date=-:named|Race/Ethnicity=-:text|School=-:text',
    TABS,
  ),
  foreignFile(
    'Zen Planner, names apart',
    'MDY',
    'First Name=first_name|Last Name=last_name|Email Address=email|Cell Phone=mobile|Birth Date=birthday|Membership Category=membership_type|Gender=-:gender|Medical=-:note',
    TABS,
  ),
  foreignFile(
    'Wodify',
    'MDY',
    'Client ID=old_id:number|First Name=first_name|Last Name=last_name|Athlete Name=-:full_name|Email=email|Phone=phone|Date of Birth=birthday|Client Status=status|Default Location=-:city|Is Dependent=-:yesno|Group=-:email|Membership=membership_type|Start Date=valid_from',
  ),
  foreignFile(
    'PushPress',
    'ISO',
    'member_id=old_id|First Name=first_name|Last Name=last_name|Email=email|Phone=phone|Birthday=birthday|Plan=membership_type|Join Date=-:ISO|plan_end_date=valid_until|plan_cancel_date=-:ISO|Member Status=status',
  ),
  foreignFile(
    'Gymdesk',
    'MDY',
    'Name=full_name|Email=email|Mobile=mobile|Membership Type=membership_type|Date Joined=-:MDY|Date of Birth=birthday|Belt=-:text|Tags=-:text|Notes=note',
  ),
  foreignFile(
    'Virtuagym',
    'stamp',
    'club_member_id=old_id|firstname=first_name|lastname=last_name|email=email|mobile=mobile|birthday=birthday:ISO|gender=-:gender|card_nr=credentials|membership_start=valid_from|membership_end=valid_until|active=status:yesno|bank_account_number=-:iban|last_check_in=-:stamp|street=-:street|city=-:city',
  ),
  foreignFile(
    'Virtuagym in Spanish',
    'dash',
    'external_id=old_id|nombre=first_name|apellidos=last_name|correo=email|móvil=mobile|fecha_nacimiento=birthday|tarjeta=credentials|abono=membership_type|estado=status:estado',
    SEMICOLONS,
  ),
  foreignFile(
    'GymMaster',
    'dash',
    'Member No=old_id:number|Surname=last_name|First Name=first_name|Email=email|Cellphone=mobile|DOB=birthday|Card Number=credentials|Membership Type=membership_type|Membership Start=valid_from|Membership End=valid_until|Balance=debt:balance|Home Club=-:city|Last Visit=-:dash',
  ),
  foreignFile(
    'Fresha',
    'ISO',
    'Client ID=old_id|First Name=first_name|Last Name=last_name|Gender=-:gender|Mobile Number=mobile|Telephone=phone|Email=email|Date of Birth=birthday|Blocked=suspended|Note=note|Referral source=-:text|Accepts marketing=-:yesno',
  ),
  foreignFile(
    'wod.guru',
    'ISO',
    'first_last_name=full_name|last_first_name=-:full_name|email=email|phone=phone|birthday=birthday|card_code=credentials|pass_name=membership_type|pass_expiration_date=valid_until|sessions_left=visits_left|sessions_used=-:count|customer_note=note',
  ),
  foreignFile(
    'Perfect Gym',
    'ISO',
    'User number=old_id|Full Name=full_name|E-mail=email|Phone number=phone|Payment Plan=membership_type|Status=status|Contract start date=valid_from|Contract end date=valid_until|Home club=-:city',
    SEMICOLONS,
  ),
  foreignFile(
    'ClubReady',
    'MDY',
    'Associated User Id=old_id:number|First Name=first_name|Last Name=last_name|Email=email|Cell Phone=mobile|Member Since=-:MDY|Member Expiration=valid_until|Next Payment Due=-:MDY|Past Due=debt|Last Check-in=-:MDY|StoreId=-:count|Responsible Name=-:full_name',
  ),
  foreignFile(
    'ABC DataTrak',
    'MDY',
    'Agreement #=old_id:number|Last Name=last_name|First Name=first_name|Birth Date=birthday|Cell Phone=mobile|Barcode=credentials|Club Account Bal.=debt:balance|Club Nbr=-:count|Sales Rep=-:full_name',
  ),
  foreignFile(
    'Fitness GM',
    'MDY',
    'firstName=first_name|lastName=last_name|email=email|guardianEmail=-:email|access card number=credentials|Membership Title=membership_type|memberStatus=status',
  ),
  foreignFile(
    'Spream',
    'ISO',
    'firstName=first_name|lastName=last_name|email=email|phoneNumber=phone|subscriptionStart=valid_from|subscriptionEnd=valid_until|subscriptionEntries=visits_left|credit=-:empty',
  ),
  foreignFile(
    'Magicline',
    'ISO',
    'Kundennummer=old_id:number|Vorname=first_name|Nachname=last_name|Geburtsdatum=birthday:dots|E-Mail privat=email|Telefon privat=phone|Telefon mobil=mobile|Studio=-:city|Vertragsname=membership_type|Vertragsstart=valid_from:dots|Vertragsende=valid_until:dots|Kündigungsdatum=-:dots|Zugangsmedium=credentials|Saldo=debt:balance|Kontoinhaber=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'ClubWise',
    'ISO',
    'Member Ref=old_id:number|Title=-:gender|Forename=first_name|Surname=last_name|Home Tel=phone|Mobile Tel=mobile|Email Address=email|D.O.B.=birthday:DMY|Swipe Card No=credentials|Membership Type=membership_type|Start Date=valid_from:DMY|Expiry Date=valid_until:DMY|Next Collection Date=-:DMY|Post Code=-:count',
    SEMICOLONS,
  ),
  foreignFile(
    'Xplor',
    'ISO',
    'PersonID=old_id:number|FirstName=first_name|LastName=last_name|EmailAddress=email|MobilePhone=mobile|DateOfBirth=birthday:ISO|MembershipPlan=membership_type|ExpirationDate=valid_until:ISO|CardNumber=credentials|Gender=-:gender|EmergencyContact=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'bsport',
    'ISO',
    'ID client=old_id:number|Prénom=first_name|Nom=last_name|Mail=email|Téléphone=phone|Date anniversaire=birthday:DMY|Abonnement en cours=membership_type|Date de fin d’abonnement=valid_until:DMY|Crédits restants=visits_left|Dernière réservation=-:DMY|Sexe=-:gender',
    SEMICOLONS,
  ),
  foreignFile(
    'Exercise.com',
    'ISO',
    'User ID=old_id:number|Name=full_name|Email=email|Phone=phone|Birth date=birthday:MDY|Membership=membership_type|Sign up date=-:MDY|Membership expiration=valid_until:MDY|Account status=status|Total spend=-:debt|Trainer=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'Tecnofit',
    'ISO',
    'Código=old_id:number|Aluno=full_name|Telefone celular=mobile|E-mail=email|Data Nasc.=birthday:DMY|Contrato=membership_type|Início do contrato=valid_from:DMY|Fim do contrato=valid_until:DMY|Status do contrato=status:ativo|Consultor=-:full_name',
    SEMICOLONS,
  ),
  foreignFile(
    'Kilo',
    'ISO',
    'first_name=first_name|last_name=last_name|email=email|phone_number=phone|date_of_birth=birthday:ISO|plan_name=membership_type|plan_start_date=valid_from:ISO|plan_end_date=valid_until:ISO|plan_status=status|sessions_remaining=visits_left|key_tag=credentials|tags=-:text|created_at=-:stamp',
    SEMICOLONS,
  ),
  foreignFile(
    'Mindbody, by its database',
    'ISO',
    'RSSID=old_id:number|LastName=last_name|FirstName=first_name|EmailName=email|CellPhone=mobile|HomePhone=phone|WorkPhone=phone|Birthdate=birthday:MDY|MembershipDescription=membership_type|ActiveDate=valid_from:MDY|ExpDate=valid_until:MDY|RemainingCount=visits_left|BarcodeNumber=credentials|Inactive=suspended:yesno',
    SEMICOLONS,
  ),
  foreignFile(
    'SportsNow',
    'ISO',
    'Kunden-ID=old_id:number|Name=last_name|Vorname=first_name|E-Mail=email|Mobiltelefon=mobile|Geburtstag=birthday:dots|Abo=membership_type|Abo gültig ab=valid_from:dots|Abo gültig bis=valid_until:dots|Guthaben=-:count|Strasse/Nr=-:street',
    SEMICOLONS,
  ),
  foreignFile(
    'Deciplus',
    'ISO',
    'Numéro client=old_id:number|Nom=last_name|Prénom=first_name|Né(e) le=birthday:DMY|Tél. mobile=mobile|Tél. fixe=phone|E-mail=email|Prestation=membership_type|Début=valid_from:DMY|Fin=valid_until:DMY|N° de badge=credentials|Impayés=debt|Commentaire=note',
    SEMICOLONS,
  ),
  foreignFile(
    'Evo',
    'ISO',
    'IdCliente=old_id:number|NomeCliente=full_name|Celular=mobile|E-mail=email|DtNascimento=birthday:DMY|Plano Atual=membership_type|Início Plano=valid_from:DMY|Vencimento Plano=valid_until:DMY|Professor=-:full_name|Unidade=-:city',
    SEMICOLONS,
  ),
  foreignFile(
    'GymSales',
    'ISO',
    'Record ID=old_id:number|Given Name=first_name|Family Name=last_name|Mobile=mobile|Email=email|Date Of Birth=birthday:ISO|Membership Package=membership_type|Commencement Date=valid_from:ISO|Termination Date=-:ISO|Access Tag=credentials|Do Not Contact=-:yesno',
    SEMICOLONS,
  ),
]
