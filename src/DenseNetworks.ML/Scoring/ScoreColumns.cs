using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;
using ScoreColumnKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ScoreValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace DenseNetworks.ML.Scoring;

/// <summary>
/// The two columns a multiclass model adds, annotated as ML.NET's evaluator, its explainers and
/// <c>MapKeyToValue</c> expect them.
/// </summary>
internal static class ScoreColumns
{
    public const string PredictedLabel = DefaultColumnNames.PredictedLabel;
    public const string Score = DefaultColumnNames.Score;

    /// <summary>Makes the columns: the predicted label, a key, and the probabilities, one slot per class.</summary>
    public static DataViewSchema.DetachedColumn[] Make(DataViewSchema input, int classCount, ClassValues? labels)
    {
        // Columns that were scored together share a number that no earlier columns have.
        var setId = input.GetMaxAnnotationKind(out _, Kinds.ScoreColumnSetId) + 1;

        var predictedLabel = Annotate(setId, ScoreValueKind.PredictedLabel);
        labels?.AddValues(predictedLabel, Kinds.KeyValues);

        var score = Annotate(setId, ScoreValueKind.Score);
        labels?.AddSlotNames(score);
        labels?.AddValues(score, Kinds.TrainingLabelValues);

        return
        [
            new(PredictedLabel, new KeyDataViewType(typeof(uint), classCount), predictedLabel.ToAnnotations()),
            new(Score, new VectorDataViewType(NumberDataViewType.Single, classCount), score.ToAnnotations()),
        ];
    }

    /// <summary>Predicts the columns that <see cref="Make"/> makes, for a label with key values of a type or without.</summary>
    public static SchemaShape.Column[] MakeShapes(DataViewType? keyValueType)
    {
        var common = AnnotationUtils.GetTrainerOutputAnnotation().ToArray();
        SchemaShape.Column[] predictedLabel = keyValueType is null ? common : [.. common, Vector(Kinds.KeyValues, keyValueType)];
        SchemaShape.Column[] score = keyValueType is null
            ? common
            : [.. common, Vector(Kinds.SlotNames, TextDataViewType.Instance), Vector(Kinds.TrainingLabelValues, keyValueType)];
        return
        [
            new(PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true, new SchemaShape(predictedLabel)),
            new(Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, new SchemaShape(score)),
        ];

        static SchemaShape.Column Vector(string name, DataViewType itemType) =>
            new(name, SchemaShape.Column.VectorKind.Vector, itemType, isKey: false);
    }

    private static DataViewSchema.Annotations.Builder Annotate(uint setId, string valueKind)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, (ref uint value) => value = setId);
        annotations.Add(Kinds.ScoreColumnKind, TextDataViewType.Instance,
            (ref ReadOnlyMemory<char> value) => value = ScoreColumnKind.MulticlassClassification.AsMemory());
        annotations.Add(Kinds.ScoreValueKind, TextDataViewType.Instance,
            (ref ReadOnlyMemory<char> value) => value = valueKind.AsMemory());
        return annotations;
    }
}
