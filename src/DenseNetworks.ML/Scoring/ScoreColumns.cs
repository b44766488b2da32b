using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;
using ScoreColumnKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ScoreValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace DenseNetworks.ML.Scoring;

/// <summary>
/// Creates the two output columns of a multiclass model, with the annotations that the evaluator and the explainers of ML.NET
/// and <c>MapKeyToValue</c> expect.
/// </summary>
internal static class ScoreColumns
{
    public const string PredictedLabel = DefaultColumnNames.PredictedLabel;
    public const string Score = DefaultColumnNames.Score;

    /// <summary>Creates the columns: the predicted label, a key, and the probabilities, one slot per class.</summary>
    public static DataViewSchema.DetachedColumn[] Make(DataViewSchema input, int classCount, ClassValues? labels)
    {
        // Columns that were scored together share an ID that no earlier column has.
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

    /// <summary>Predicts the columns that <see cref="Make"/> creates, for a label with or without key values.</summary>
    public static SchemaShape.Column[] MakeShapes(DataViewType? keyValueType)
    {
        var common = AnnotationUtils.GetTrainerOutputAnnotation().ToArray();
        SchemaShape.Column[] predictedLabel = keyValueType is null
            ? common
            : [.. common, Vector(Kinds.KeyValues, keyValueType)];
        SchemaShape.Column[] score = keyValueType is null
            ? common
            : [.. common, Vector(Kinds.SlotNames, TextDataViewType.Instance), Vector(Kinds.TrainingLabelValues, keyValueType)];
        return
        [
            new(
                PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true,
                new(predictedLabel)),
            new(Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, new(score)),
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
