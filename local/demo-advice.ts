/** What the demo's experts answer, by sample question; a question that is not here stays with its expert. */
export const demoAdvice: Readonly<Record<string, string>> = {
  s01: `Thank you for sharing the draft.

1. The Committee against Torture has consistently recommended that torture be subject to no statute of limitations, and its general comment No. 3 (2012), paragraph 40, says that such limitations should not apply because they deprive victims of redress. It has said so to civil-law States as to others.

2. A short clause is enough: "The offence of torture, as defined in section 2, and the right to redress for it, are not subject to limitation." Placing it in the bill itself, rather than in the Penal Code, avoids reopening the general rules.

3. A transitional clause is sound when it removes the limitation only for acts whose ordinary period had not yet expired at entry into force. Reviving an expired period raises a question of legality that we would advise against leaving to the courts.`,
  s02: `Merci de votre question.

L’article 18, paragraphes 1 et 3, du Protocole facultatif oblige l’État à garantir l’indépendance fonctionnelle du mécanisme et à dégager les ressources nécessaires. Les lignes directrices du SPT (CAT/OP/12/5) précisent qu’il doit jouir d’une autonomie financière et opérationnelle complète.

Nous conseillons trois garanties : une ligne distincte dans la loi de finances, dont le mécanisme propose lui-même le montant ; un ordonnateur désigné en son sein ; un rapport annuel d’exécution présenté directement au Parlement. Présentée comme une mesure d’exécution de la désignation, la demande ne la remet pas en cause.`,
  s04: `شكراً على سؤالكم.

أبدت دول عدة عند انضمامها تحفظاً على المادة 20 أو المادة 30 (الفقرة 1)، ثم سحبته بعضها لاحقاً بعد أن تبيّن لها أن إجراء التحقيق سري ويقوم على تعاون الدولة في جميع مراحله. وتجيز المادة 28 صراحةً عدم الاعتراف باختصاص اللجنة بموجب المادة 20 عند التصديق أو الانضمام فقط، ويمكن سحب ذلك في أي وقت بإشعار.

أما الإعلان بموجب المادة 22 فيمكن إصداره في أي وقت بعد الانضمام، ولا يؤخر تأجيله دخول الاتفاقية حيز النفاذ بالنسبة إليكم. ويكفي أن يكون صك الانضمام موقعاً من رئيس الدولة أو رئيس الحكومة أو وزير الخارجية ومودعاً لدى الأمين العام للأمم المتحدة.`,
  s05: `Obrigado pela vossa pergunta.

Os campos mínimos são: identidade, hora e motivo da detenção, autoridade responsável, hora da informação dos direitos, da notificação à família, do acesso ao advogado e do exame médico, cada transferência e a hora da apresentação ao juiz. Cada registo deve ter autor e hora, e uma correção nunca apaga o que estava escrito.

O acesso deve caber ao detido e ao seu advogado quanto ao próprio registo, à autoridade judicial e ao mecanismo nacional de prevenção. Um livro em papel, numerado e rubricado, é um bom começo: os mesmos campos passam depois para o sistema eletrónico sem alterar o decreto.`,
  s06: `Thank you for your question. The agreements that work share five elements:

- a time limit for each step: acknowledgement within days, a first decision within weeks, and a reminder that reaches a named superior;
- a focal prosecutor and a deputy, named by function;
- a common case number, so that both institutions speak of the same file;
- access to forensic reports made under the Istanbul Protocol, with the consent of the person examined;
- a joint assessment of the risk of reprisals before any referral, and a duty to tell each other of new threats.

We suggest publishing the agreement, and reviewing its figures together twice a year.`,
  s09: `Gracias por su consulta.

El Estado puede cumplir el artículo 14 financiando centros de rehabilitación gestionados por organizaciones especializadas: la observación general n.º 3 (2012) lo admite expresamente, siempre que el Estado garantice que los servicios existan, sean accesibles y estén protegidos de represalias.

La historia clínica debe quedar en manos del centro; el fondo solo necesita un código y el número de sesiones. No conviene exigir una sentencia penal previa: la misma observación general señala que el acceso a la rehabilitación no debe depender de que la víctima acuda a la justicia.`,
  s11: `Obrigado pela vossa pergunta.

Para as 16 horas iniciais sugerimos quatro módulos: proibição absoluta e dever de recusar; as primeiras horas da detenção; a entrevista de investigação segundo os Princípios Méndez; o uso da força. As 8 horas anuais podem alternar entre casos práticos e a entrevista.

Para avaliar competências, observem uma entrevista simulada com uma grelha de critérios, por um formador que não deu o módulo. Existem em língua portuguesa os Princípios Méndez e as Regras de Mandela.`,
};

/** The questions whose experts have not yet looked at the offer. */
export const leftOffered: readonly string[] = ['s08', 's12'];

/** What an expert asks back before advising: these questions wait for their askers. */
export const demoAskedBack: Readonly<Record<string, string>> = {
  s03: '¿Podrían indicar qué fases de la entrevista prevé hoy el plan de estudios, y cuántas horas tiene cada una?',
};

/** The questions whose advice waits for a second expert. */
export const leftInClearance: readonly string[] = ['s05'];
