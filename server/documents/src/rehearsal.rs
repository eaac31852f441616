//! Invented letters, set with an insurer's own template before any member's is: what each letter must say is looked for on the pages (B-9).

use chrono::DateTime;

use crate::desk::Template;
use crate::error::DocumentError;
use crate::letter::{DecisionLetter, LetterDays, LetterPart, label};
use crate::render::{LOOK, rehearse};

/// Something that a letter must say, and how it is found: by figures, which no style turns into others.
type Mark = (&'static str, &'static str);

/// Where days were refused.
const REASONS: [Mark; 3] = [("the motive", "40718266"), ("the clause", "51829377"), ("what the desk adds", "62930488")];
/// In every letter.
const REMEDIES: [Mark; 2] = [("the way to complain", "73041599"), ("the mediator", "84152601")];
/// Stands in every text: a template that reads texts as markup is refused.
const MARKUP: &str = "#panic()";

/// Whether letters can be made with that template: one that refuses days and one that does not are, and must say what the law wants of
/// them.
///
/// It computes for some tens of milliseconds and does not yield.
///
/// # Errors
/// [`DocumentError::Template`] and [`DocumentError::Standards`] when one cannot be made, with lines and columns of the template;
/// [`DocumentError::LeavesOut`] when one does not say motive, clause, what the desk adds, the way to complain or the mediator.
pub fn check_letter(template: &str) -> Result<(), DocumentError> {
    let template = Template::new(LOOK, template);
    for reasons in [REASONS.as_slice(), &[]] {
        let letter = invented(reasons);
        let said = rehearse(&template, &letter, label(&letter))?;
        let marks = reasons.iter().chain(&REMEDIES);
        let missing: Vec<&str> = marks.filter(|(_, figures)| !said.contains(figures)).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            return Err(DocumentError::LeavesOut(missing.join(", ")));
        }
    }
    Ok(())
}

fn words(text: &str) -> String {
    format!("{text} {MARKUP}")
}

fn part(title: &str, marks: &[Mark]) -> LetterPart {
    LetterPart { title: words(title), texts: marks.iter().map(|(_, figures)| words(figures)).collect() }
}

fn invented(reasons: &[Mark]) -> DecisionLetter {
    let why = (!reasons.is_empty()).then(|| part("Nos raisons", reasons));
    DecisionLetter {
        brand: words("Relais"),
        service_name: words("Service Assurance"),
        title: words("Décision sur votre demande"),
        member_name: words("Claire Moreau"),
        dated: words("Le 12 mars 2026"),
        opening: words("Nous avons étudié votre demande."),
        request_number: words("PR-26-000718-4"),
        claim_number: words("D26-004187-3"),
        outcome: words("Acceptée"),
        days: vec![LetterDays { dates: words("Du 1er au 28 février 2026"), days: words("28"), outcome: words("Acceptés") }],
        parts: why.into_iter().chain([part("Si vous n’êtes pas d’accord", &REMEDIES)]).collect(),
        issued_on: DateTime::UNIX_EPOCH,
    }
}

#[cfg(test)]
mod tests {
    use super::check_letter;
    use crate::LETTER_TEMPLATE;

    /// The template that ships, with that in place of its line about texts.
    fn saying(texts: &str) -> String {
        let line = "  for text in part.texts { par(say(text)) }\n";
        assert!(LETTER_TEMPLATE.contains(line));
        LETTER_TEMPLATE.replacen(line, texts, 1)
    }

    #[track_caller]
    fn refused(template: &str, told: &str) {
        let error = check_letter(template).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }

    #[test]
    fn b9_the_template_that_ships_is_right_and_a_broken_one_is_refused_by_line_and_column() {
        check_letter(LETTER_TEMPLATE).unwrap();
        refused("Bonjour\n\n#say(dossier.member_name)\n", "line 3, column 6: unknown variable: dossier");
        refused("#say(data.opening)\n\n= Motif\n\n#table(\n", "line 5, column 7: unclosed delimiter");
        refused("#say(data.opening)\n#say(none)\n", "line 2, column 2: ");
        refused(&format!("{LETTER_TEMPLATE}\n中\n"), &format!("line {}, column 1: ", LETTER_TEMPLATE.lines().count() + 2));
    }

    #[test]
    fn b9_a_template_that_leaves_out_what_the_law_wants_is_refused_by_its_name() {
        refused(&saying(""), "leaves out the motive, the clause, what the desk adds, the way to complain, the mediator");
        let but_the_last = "  for text in part.texts { if text != data.parts.last().texts.last() { par(say(text)) } }\n";
        refused(&saying(but_the_last), "leaves out the mediator");
        refused(&saying("  for text in part.texts { par(hide(say(text))) }\n"), "leaves out the motive");
        check_letter(&saying("  for text in part.texts { par(upper(say(text))) }\n")).unwrap();
    }

    #[test]
    fn b9_a_template_must_do_for_a_letter_that_refuses_nothing_and_show_texts_as_they_are() {
        let second = format!("{LETTER_TEMPLATE}\n#say(data.parts.at(1).title)\n");
        refused(&second, &format!("line {}, column 6: array index out of bounds", LETTER_TEMPLATE.lines().count() + 2));
        refused(&saying("  for text in part.texts { par(eval(text, mode: \"markup\")) }\n"), "panicked");
    }
}
