import type { Fields } from '../wire/packet.ts';

/** A `VoicemailUserEntry` with the defaults of voicemail.conf (apps/app_voicemail.c, append_vmu_info_astman). */
export function voicemailUserFields(user: { readonly extension: string; readonly name: string }): Fields {
  return [
    ['VMContext', 'default'],
    ['VoiceMailbox', user.extension],
    ['Fullname', user.name],
    ['Email', '(null)'],
    ['Pager', ''],
    ['ServerEmail', ''],
    ['FromString', ''],
    ['MailCommand', '/usr/sbin/sendmail -t'],
    ['Language', ''],
    ['TimeZone', ''],
    ['Callback', ''],
    ['Dialout', ''],
    ['UniqueID', ''],
    ['ExitContext', ''],
    ['SayDurationMinimum', '2'],
    ['SayEnvelope', 'Yes'],
    ['SayCID', 'No'],
    ['AttachMessage', 'No'],
    ['AttachmentFormat', ''],
    ['DeleteMessage', 'No'],
    ['VolumeGain', '0.00'],
    ['CanReview', 'No'],
    ['CanMarkUrgent', 'No'],
    ['CallOperator', 'No'],
    ['MaxMessageCount', '100'],
    ['MaxMessageLength', '0'],
    ['NewMessageCount', '0'],
    ['OldMessageCount', '0'],
  ];
}
