using Rote.Training.Dates;

namespace Rote.Training.Tests.Dates;

public class DateDocumentTests
{
    [Theory]
    [MemberData(nameof(DateFormTests.Languages), MemberType = typeof(DateFormTests))]
    public void The_documentation_lists_every_form_with_true_examples(DateLanguage language)
    {
        var forms = DateForms.Of(language).Select(form => new[]
        {
            form.Name,
            form.Variants(new DateOnly(1987, 7, 22)).First(),
            form.Variants(new DateOnly(2008, 9, 1)).First(),
        });
        Assert.Equal(forms, DateDocument.Table($"{language}"));
    }
}
